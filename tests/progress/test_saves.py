import asyncio
from contextlib import aclosing

import pytest

from tui_tutor.progress.saves import saves


async def first_item(heard):
    return await asyncio.wait_for(anext(heard), 30)


@pytest.mark.parametrize("renamed", [False, True])
async def test_a_save_is_heard_whichever_way_it_is_made(tmp_path, renamed):
    path, aside = tmp_path / "mine.py", tmp_path / "4913~"
    async with aclosing(saves(path)) as heard:
        await first_item(heard)  # from now on
        (aside if renamed else path).write_text("x = 1")
        if renamed:
            aside.replace(path)
        await first_item(heard)


async def test_another_file_of_the_folder_is_not_meant(tmp_path):
    async with aclosing(saves(tmp_path / "mine.py")) as heard:
        await first_item(heard)
        (tmp_path / "yours.py").write_text("")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(heard), 0.3)


async def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    async with aclosing(saves(tmp_path / "gone" / "mine.py")) as heard:
        with pytest.raises(FileNotFoundError):
            await first_item(heard)
