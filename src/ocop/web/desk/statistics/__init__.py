"""Figures of the programme for officials."""
