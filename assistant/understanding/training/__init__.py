"""Makes the learned data files of this package; not used at run time."""
