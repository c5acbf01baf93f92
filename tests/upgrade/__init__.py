"""An office of the release before, as it was recorded, brought to this release."""
