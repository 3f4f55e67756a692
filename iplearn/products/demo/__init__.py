"""Synthetic results (示例数据): what a city's schools might hand in, made from a seed and marked as made up."""
