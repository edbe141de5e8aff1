"""What files of pictures say of themselves, as whoever codes them reads it."""

from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.writing.draft_page import _file_about


def test_of_several_pictures_each_says_on_which_page_it_is() -> None:
    told = [["taken", "2017:06:03 18:22:05"], ["place", "3: 42.5, 44.0"], ["unknown", "x"]]
    assert _file_about(Draft(reading={"about": told})) == [
        "When it was taken: 2017:06:03 18:22:05",
        "Page 3: Where (latitude, longitude): 42.5, 44.0",
    ]
    assert _file_about(Draft(reading={})) == []
