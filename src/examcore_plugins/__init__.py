"""The plugins that ship with examcore: the common formats, and the awarding bodies."""
