"""The web chat: a pure view and the Gradio app that shows it."""
