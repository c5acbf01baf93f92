"""The engine room, seen through little diagrams of its own."""
