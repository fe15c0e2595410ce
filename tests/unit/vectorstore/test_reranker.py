"""Cross-encoder folders through the real loading path, held against transformers alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from tiny_models import (
    LENGTH,
    edited,
    pair_logit,
    pickled,
    plain_bert,
    plain_cross_encoder,
    sentence_model,
    without_weights,
)

from vectorstore.ports import BackendUnavailable, Reranker
from vectorstore.reranker import CrossEncoderReranker

QUERY = "亩均税收"
TEXTS = ["国家级不低于万元", "企业认定", "𠮷", "国家级开发区的企业" * 6]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Never written to."""
    return plain_cross_encoder(tmp_path_factory.mktemp("plain") / "tiny-cross")


def saved(plain: Path, folder: Path) -> Path:
    """The model as sentence-transformers saves one."""
    from sentence_transformers import CrossEncoder

    CrossEncoder(str(plain), device="cpu").save_pretrained(str(folder), create_model_card=False)
    return folder


def test_scores_are_the_logits_of_the_pair_whichever_library_saved_the_folder(plain: Path, tmp_path: Path) -> None:
    expected = [pair_logit(plain, QUERY, text) for text in TEXTS]
    for folder in (plain, saved(plain, tmp_path / "saved")):
        reranker: Reranker = CrossEncoderReranker(str(folder), batch_size=2)
        found = reranker.scores(QUERY, TEXTS)
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, expected, atol=1e-5)


def test_good_passages_are_still_told_apart_where_a_sigmoid_would_round_them_to_one(
    plain: Path, tmp_path: Path
) -> None:
    from safetensors.numpy import load_file, save_file

    folder = tmp_path / "sure"
    shutil.copytree(plain, folder)
    weights = load_file(folder / "model.safetensors")
    weights["classifier.bias"] = weights["classifier.bias"] + 50
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    found = CrossEncoderReranker(str(folder)).scores(QUERY, TEXTS)
    assert found.min() > 20
    assert len(set(found.tolist())) == len(TEXTS)


def test_no_texts_have_no_scores(plain: Path) -> None:
    assert CrossEncoderReranker(str(plain)).scores(QUERY, []).shape == (0,)


def test_the_name_tells_the_folder_and_changes_with_the_weights(plain: Path, tmp_path: Path) -> None:
    reranker = CrossEncoderReranker(str(plain))
    other = CrossEncoderReranker(str(plain_cross_encoder(tmp_path / "tiny-cross", seed=8)))
    assert reranker.name.startswith("tiny-cross@")
    assert reranker.name == CrossEncoderReranker(str(plain)).name != other.name
    assert f"最长 {LENGTH} 个词元" in reranker.description


REFUSED = {
    "an encoder without a head": (lambda plain, to: plain_bert(to), r"打分的模型（BertModel）"),
    "an embedding model": (
        lambda plain, to: sentence_model(plain_bert(to / "plain"), to / "saved", "mean"),
        r"打分的模型（SentenceTransformer）",
    ),
    "two scores": (lambda plain, to: plain_cross_encoder(to, labels=2), "给出 2 个分数"),
    "a head without weights": (
        lambda plain, to: without_weights(shutil.copytree(plain, to), "classifier."),
        "权重文件不完整",
    ),
    "a pooler without weights": (
        lambda plain, to: without_weights(shutil.copytree(plain, to), "pooler."),
        "权重文件不完整",
    ),
    "pickled weights": (lambda plain, to: pickled(shutil.copytree(plain, to)), "只读 safetensors"),
    "code of its own": (
        lambda plain, to: edited(
            shutil.copytree(plain, to), "config.json", model_type="own", auto_map={"AutoConfig": "own.Own"}
        ),
        "不执行模型文件夹里的任何代码",
    ),
    "no folder": (lambda plain, to: to / "nothing", "本机没有可用的重排模型"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_no_cross_encoder_or_cannot_be_read_is_refused_with_one_line(
    fault: str, plain: Path, tmp_path: Path
) -> None:
    make, problem = REFUSED[fault]
    folder = make(plain, tmp_path / "tiny")
    with pytest.raises(BackendUnavailable, match=problem) as caught:
        CrossEncoderReranker(str(folder))
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("model", ["nobody/no-such-model", "no-such-model", "/no/such/folder"])
def test_a_name_that_is_not_on_this_machine_is_one_line(model: str) -> None:
    with pytest.raises(BackendUnavailable, match="请把模型文件夹复制到本机"):
        CrossEncoderReranker(model)
