"""The list of datasets says what the sidecars say: it is not made from them, so that starting stays quick."""

from importlib import resources

from examcore_plugins import jcq


def test_the_list_agrees_with_the_sidecars():
    for reference in jcq.examcore_datasets():
        dataset = reference.read()
        assert (dataset.id, dataset.title) == (reference.id, reference.title)


def test_none_is_forgotten():
    folder = resources.files(jcq).joinpath("data")
    there = {file.name.partition(".")[0] for file in folder.iterdir()}
    assert there == {file for file, _ in jcq._DATASETS.values()}
