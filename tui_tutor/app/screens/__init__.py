"""The screens. They connect widgets with the services; each handles the messages of its own widgets."""
