"""What `serve` is made of besides the build."""
