package shelf

// RoomSize returns the size of the file without a name, in bytes.
func (s *Shelf) RoomSize() int64 {
	s.room.mu.Lock()
	defer s.room.mu.Unlock()
	return s.room.end
}
