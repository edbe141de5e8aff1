"""Groups of given names that are variants of one another: a line a group, its representative first."""

__all__ = ["GROUPS"]

GROUPS = {
    "muslim": """
muhammad mohammed mohammad mohamed mohamad muhammed muhamed muhamad mohamet mehmed mehmet magomed magomet magomad mokhmad mukhamed mukhammad mukhammed makhmad mamed mohd мухаммад мухаммед мухамед магомед магомет магомад мохмад мохьмад махмад мамед محمد
hava hawa khava eva havva хава ева حواء حوا
""",
}
