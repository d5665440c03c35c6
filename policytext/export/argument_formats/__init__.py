"""The argument structure for tools of argumentation: AIF JSON and Argdown."""
