"""The programs that the benchmarks compare with: found, set up in a temporary folder, asked, stopped."""
