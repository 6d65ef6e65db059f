"""Schedules: what carriers mean to operate, from SSIM or CSV, kept as periods and written out day by day when asked."""
