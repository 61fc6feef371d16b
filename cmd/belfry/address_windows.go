package main

import "syscall"

// errAddressInUse is WSAEADDRINUSE.
const errAddressInUse = syscall.Errno(10048)
