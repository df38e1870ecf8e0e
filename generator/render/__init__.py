"""Rendering is pure: objects become ``{path: text or bytes}``; nothing here writes a file or looks at a clock."""
