"""Pages to drafts: geometry, and the layout model where it was asked."""
