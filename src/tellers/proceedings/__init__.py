"""What happened, folded from minutes: a motion's life from proposal to declaration; never a file or a clock."""
