"""Example plug-ins for policytext."""
