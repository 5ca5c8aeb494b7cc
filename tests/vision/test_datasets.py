"""Sets of photographs read from folders in the layout of their archives."""

import json

import numpy as np
import pytest

import lumbre
from lumbre.vision import datasets

PIL = pytest.importorskip("PIL.Image")


def picture(path, shade=100, size=(6, 5), mode="RGB"):
    path.parent.mkdir(parents=True, exist_ok=True)
    PIL.new(mode, size, shade if mode == "L" else (shade, 0, 0)).save(path)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def labels(data):
    return [data[i][1] for i in range(len(data))]


def test_lists_say_which_picture_has_which_label(tmp_path):
    for name in ("b/1", "b/2", "a/3"):
        picture(tmp_path / "food-101" / "images" / f"{name}.jpg")
        picture(tmp_path / "dtd" / "dtd" / "images" / f"{name}.jpg")
    write(tmp_path / "food-101" / "meta" / "train.json", json.dumps({"b": ["b/1", "b/2"], "a": ["a/3"]}))
    food = datasets.Food101(tmp_path)
    assert labels(food) == [1, 1, 0] and food.classes == ["a", "b"] and food[0][0].size == (6, 5) and "split=train" in repr(food)
    write(tmp_path / "dtd" / "dtd" / "labels" / "val2.txt", "b/2.jpg\na/3.jpg\n")
    assert labels(datasets.DTD(tmp_path, "val", 2)) == [1, 0]
    with pytest.raises(ValueError, match="partition"):
        datasets.DTD(tmp_path, partition=11)
    base = tmp_path / "fgvc-aircraft-2013b" / "data"
    picture(base / "images" / "007.jpg")
    write(base / "variants.txt", "707-320\nA 310\n")
    write(base / "images_variant_trainval.txt", "007 A 310\n")
    plane = datasets.FGVCAircraft(tmp_path, target_transform=lambda y: -y)
    assert labels(plane) == [-1] and plane.classes == ["707-320", "A 310"]
    for sign, kind in ((0, "Training/00000/1"), (1, "Training/00001/2")):
        picture(tmp_path / "gtsrb" / "GTSRB" / f"{kind}.ppm", 40 * sign)
    picture(tmp_path / "gtsrb" / "GTSRB" / "Final_Test" / "Images" / "0.ppm")
    write(tmp_path / "gtsrb" / "GT-final_test.csv", "Filename;Width;ClassId\n0.ppm;6;16\n")
    assert labels(datasets.GTSRB(tmp_path)) == [0, 1] and labels(datasets.GTSRB(tmp_path, "test")) == [16]
    picture(tmp_path / "SUN397" / "a" / "abbey" / "sun_a.jpg")
    picture(tmp_path / "SUN397" / "a" / "apse" / "indoor" / "sun_b.jpg")
    write(tmp_path / "SUN397" / "ClassName.txt", "/a/abbey\n/a/apse/indoor\n")
    assert labels(datasets.SUN397(tmp_path)) == [0, 1]


def test_folders_are_classes(tmp_path):
    for place in ("eurosat/2750/Forest/1.jpg", "eurosat/2750/River/1.jpg", "country211/valid/AD/1.jpg", "imagenette2-160/val/n03028079/a.jpeg"):
        picture(tmp_path / place)
    for kind in ("negative", "positive"):
        picture(tmp_path / "rendered-sst2" / "valid" / kind / "1.png")
    assert labels(datasets.EuroSAT(tmp_path)) == [0, 1] and datasets.EuroSAT(tmp_path).classes == ["Forest", "River"]
    assert labels(datasets.Country211(tmp_path, "valid")) == [0] and labels(datasets.RenderedSST2(tmp_path, "val")) == [0, 1]
    assert datasets.Imagenette(tmp_path, "val", "160px").class_to_idx == {"church": 0, "church building": 0}
    for kind in (datasets.EuroSAT, datasets.Food101, datasets.OxfordIIITPet, datasets.Caltech101, datasets.Omniglot):
        with pytest.raises(RuntimeError, match="not found"):
            kind(tmp_path / "nothing")


def test_voc_gives_boxes_and_masks(tmp_path):
    base = tmp_path / "VOCdevkit" / "VOC2012"
    picture(base / "JPEGImages" / "1.jpg")
    picture(base / "SegmentationClass" / "1.png", 3, mode="L")
    for kind in ("Main", "Segmentation"):
        write(base / "ImageSets" / kind / "train.txt", "1\n")
    box = "<object><name>cat</name><bndbox><xmin>1</xmin><ymax>4</ymax></bndbox></object>"
    write(base / "Annotations" / "1.xml", f"<annotation><size><width>6</width></size>{box}</annotation>")
    image, target = datasets.VOCDetection(tmp_path)[0]
    assert image.size == (6, 5) and target == {
        "annotation": {"size": {"width": "6"}, "object": [{"name": "cat", "bndbox": {"xmin": "1", "ymax": "4"}}]}
    }
    image, mask = datasets.VOCSegmentation(tmp_path, transforms=lambda i, m: (i.size, np.asarray(m)))[0]
    assert image == (6, 5) and mask.shape == (5, 6) and (mask == 3).all()
    with pytest.raises(ValueError, match="image_set"):
        datasets.VOCDetection(tmp_path, image_set="test")


def test_coco_gives_annotations_and_captions(tmp_path):
    for name in ("a.jpg", "b.jpg"):
        picture(tmp_path / name)
    known = {
        "images": [{"id": 7, "file_name": "b.jpg"}, {"id": 3, "file_name": "a.jpg"}],
        "annotations": [{"id": 1, "image_id": 7, "caption": "red"}, {"id": 2, "image_id": 7, "caption": "small"}],
    }
    write(tmp_path / "known.json", json.dumps(known))
    data = datasets.CocoDetection(tmp_path, tmp_path / "known.json")
    assert data.ids == [3, 7] and data[0][1] == [] and data[1][1] == known["annotations"]
    assert datasets.CocoCaptions(tmp_path, tmp_path / "known.json")[1][1] == ["red", "small"]
    with pytest.raises(ValueError, match="integer"):
        data["0"]


def test_pets_and_faces_have_several_targets(tmp_path, monkeypatch):
    base = tmp_path / "oxford-iiit-pet"
    for name in ("great_pyrenees_1", "Bengal_2"):
        picture(base / "images" / f"{name}.jpg")
        picture(base / "annotations" / "trimaps" / f"{name}.png", 2, mode="L")
    write(base / "annotations" / "trainval.txt", "great_pyrenees_1 2 2 1\nBengal_2 1 1 1\n")
    data = datasets.OxfordIIITPet(tmp_path, target_types=["category", "binary-category", "segmentation"])
    breed, kind, mask = data[0][1]
    assert (breed, kind, mask.size) == (1, 1, (6, 5)) and data.classes == ["Bengal", "Great Pyrenees"]
    assert datasets.OxfordIIITPet(tmp_path)[1][1] == 0
    faces = tmp_path / "celeba"
    for n in (1, 2, 3):
        picture(faces / "img_align_celeba" / f"{n}.jpg")
    write(faces / "list_eval_partition.txt", "1.jpg 0\n2.jpg 1\n3.jpg 0\n")
    write(faces / "identity_CelebA.txt", "1.jpg 11\n2.jpg 12\n3.jpg 13\n")
    write(faces / "list_bbox_celeba.txt", "3\nid x y w h\n1.jpg 1 2 3 4\n2.jpg  5 6 7 8\n3.jpg 9 10 11 12\n")
    write(faces / "list_landmarks_align_celeba.txt", "3\nx y\n1.jpg 1 2\n2.jpg 3 4\n3.jpg 5 6\n")
    write(faces / "list_attr_celeba.txt", "3\nBald Young\n1.jpg -1 1\n2.jpg 1 1\n3.jpg  1 -1\n")
    monkeypatch.setattr(datasets.CelebA, "file_list", [(None, name) for _, name in datasets.CelebA.file_list])
    data = datasets.CelebA(tmp_path, target_type=["attr", "identity", "bbox"])
    attributes, person, box = data[1][1]
    assert attributes.tolist() == [1, 0] and person.item() == 13 and box.tolist() == [9, 10, 11, 12] and data.attr_names == ["Bald", "Young"]
    assert len(datasets.CelebA(tmp_path, "all")) == 3 and len(datasets.CelebA(tmp_path, "test")) == 0
    with pytest.raises(ValueError, match="not recognized"):
        datasets.CelebA(tmp_path, target_type="age")[0]


def test_numbered_pictures_digits_and_imagenet(tmp_path, monkeypatch):
    for name, count in (("ant", 2), ("bass", 1), ("BACKGROUND_Google", 1)):
        for n in range(1, count + 1):
            picture(tmp_path / "caltech101" / "101_ObjectCategories" / name / f"image_{n:04d}.jpg")
    assert labels(datasets.Caltech101(tmp_path)) == [0, 0, 1]
    picture(tmp_path / "caltech256" / "256_ObjectCategories" / "001.ak47" / "001_0001.jpg")
    assert labels(datasets.Caltech256(tmp_path)) == [0]
    (tmp_path / "MovingMNIST").mkdir()
    videos = np.arange(20 * 3 * 64 * 64).reshape(20, 3, 64, 64).astype(np.uint8)
    np.save(tmp_path / "MovingMNIST" / "mnist_test_seq.npy", videos)
    data = datasets.MovingMNIST(tmp_path, "test", 12)
    assert len(data) == 3 and data[1].shape == (8, 1, 64, 64) and (data[1][0, 0].numpy() == videos[12, 1]).all()
    with pytest.raises(ValueError, match="split_ratio"):
        datasets.MovingMNIST(tmp_path, split_ratio=20)
    picture(tmp_path / "val" / "n01440764" / "x.jpg")
    lumbre.save(({"n01440764": ("tench", "Tinca tinca")}, ["n01440764"]), tmp_path / "meta.bin")
    imagenet = datasets.ImageNet(tmp_path, "val")
    assert imagenet.wnids == ["n01440764"] and imagenet.class_to_idx == {"tench": 0, "Tinca tinca": 0} and labels(imagenet) == [0]
    write(tmp_path / "fer2013" / "train.csv", "emotion,pixels\n3," + " ".join(["7"] * 2304) + "\n")
    monkeypatch.setattr("lumbre.vision.datasets.classification.check_integrity", lambda *args: True)
    image, expression = datasets.FER2013(tmp_path)[0]
    assert expression == 3 and image.size == (48, 48) and np.asarray(image).max() == 7
    picture(tmp_path / "omniglot-py" / "images_background" / "Greek" / "character01" / "1.png")
    assert labels(datasets.Omniglot(tmp_path)) == [0] and datasets.Omniglot(tmp_path)[0][0].mode == "L"


def test_flowers_and_cars_read_matlab_s_lists(tmp_path, monkeypatch):
    io = pytest.importorskip("scipy.io")
    base = tmp_path / "flowers-102"
    for n in (1, 2, 3):
        picture(base / "jpg" / f"image_{n:05d}.jpg")
    io.savemat(base / "imagelabels.mat", {"labels": np.array([[5, 1, 9]])})
    io.savemat(base / "setid.mat", {"trnid": np.array([[3, 1]]), "valid": np.array([[2]]), "tstid": np.array([[2]])})
    monkeypatch.setattr("lumbre.vision.datasets.classification.check_integrity", lambda *args: True)
    assert labels(datasets.Flowers102(tmp_path)) == [8, 4] and labels(datasets.Flowers102(tmp_path, "val")) == [0]
    cars = tmp_path / "stanford_cars"
    picture(cars / "cars_train" / "00001.jpg")
    (cars / "devkit").mkdir()
    row = np.array([[("00001.jpg", 2)]], dtype=[("fname", object), ("class", object)])
    io.savemat(cars / "devkit" / "cars_train_annos.mat", {"annotations": row})
    io.savemat(cars / "devkit" / "cars_meta.mat", {"class_names": np.array([["A", "B"]], dtype=object)})
    data = datasets.StanfordCars(tmp_path)
    assert labels(data) == [1] and data.classes == ["A", "B"]
    with pytest.raises(ValueError, match="downloaded anymore"):
        datasets.StanfordCars(tmp_path, download=True)
