"""The bundled weights as an ordinary sentence-transformers folder, made once and kept in the user's cache.

The folder is made without torch: safetensors and JSON only. Its name holds the digest of the weights and the version of
this conversion, so a new release of either gets a folder of its own. It is written beside its place and renamed: a
reader sees the whole folder or none, and of two processes that make it at once the second drops its own.
"""

import json
import os
import shutil
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from policytext.encode.e5file import E5File, Vocabulary, read_e5_file, weights_digest, weights_path
from policytext.errors import ConfigError

#: Changes whenever the same weights give another folder.
_CONVERSION: Final = 1
_ABANDONED_AFTER_S: Final = 24 * 3600
_CACHE_HINT: Final = "name a folder with room for 500 MB in POLICYTEXT_CACHE"

#: Tensors of a layer: the file's name and transformers' name; each has weights and a bias.
_LAYER: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
PROMPTS: Final = {"query": "query: ", "passage": "passage: "}


def cache_folder() -> Path:
    """Where models are kept: POLICYTEXT_CACHE, or `policytext` in the user's cache folder (XDG base directories)."""
    if chosen := os.environ.get("POLICYTEXT_CACHE"):
        return Path(chosen).expanduser()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache") / "policytext"


def bundled_model_folder() -> Path:
    """The folder of the default model, made now if it is not there.

    Raises:
        ModelMissing: the weights are not installed.
        ConfigError: the cache cannot be written.
    """
    source = weights_path()
    models = cache_folder() / "models"
    target = models / f"multilingual-e5-small-{weights_digest(source)}-{_CONVERSION}"
    if target.is_dir():
        return target
    try:
        models.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(models)
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=models))
        try:
            write_model(read_e5_file(source), making)
            making.chmod(0o755)
            _move(making, target)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    except OSError as error:
        raise ConfigError(f"the model cannot be written to {models}: {error.strerror or error}", _CACHE_HINT) from error
    return target


def write_model(file: E5File, folder: Path) -> None:
    """Write all files of a sentence-transformers model: encoder, mean pooling, unit length."""
    from safetensors.numpy import save_file  # noqa: PLC0415  # needed only when the cache is empty

    save_file(_named_tensors(file), folder / "model.safetensors", metadata={"format": "pt"})
    special = {name: file.vocabulary.pieces[number] for name, number in _special(file.vocabulary).items()}
    sizes = file.sizes
    contents: dict[str, object] = {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": sizes.hidden,
            "intermediate_size": sizes.feed_forward,
            "layer_norm_eps": round(sizes.epsilon, 15),
            "max_position_embeddings": sizes.positions,
            "num_attention_heads": sizes.heads,
            "num_hidden_layers": sizes.layers,
            "pad_token_id": file.vocabulary.pad,
            "position_embedding_type": "absolute",
            "torch_dtype": "float32",
            "type_vocab_size": sizes.types,
            "vocab_size": sizes.vocabulary,
        },
        "tokenizer.json": tokenizer(file.vocabulary),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": sizes.positions,
            "clean_up_tokenization_spaces": False,
            **special,
        },
        "special_tokens_map.json": special,
        "sentence_bert_config.json": {"max_seq_length": sizes.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": PROMPTS, "default_prompt_name": None},
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
        "2_Normalize/config.json": {},
    }
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    for path in folder.rglob("*"):
        _flush(path)


def tokenizer(vocabulary: Vocabulary) -> dict[str, object]:
    """The tokenizer as `tokenizer.json` of the library tokenizers.

    The file's table replaces characters one by one. It is NFKC save for a few (control characters, other spaces, marks
    of direction), which are replaced before; unlike the table, NFKC also joins a letter and a combining accent.
    """
    import unicodedata  # noqa: PLC0415  # needed only when the cache is empty

    groups: defaultdict[str, list[str]] = defaultdict(list)
    for character, replacement in vocabulary.replacements.items():
        if unicodedata.normalize("NFKC", character) != replacement:
            groups[replacement].append(f"\\x{{{ord(character):x}}}")
    replacements = [
        {"type": "Replace", "pattern": {"Regex": f"[{''.join(characters)}]"}, "content": content}
        for content, characters in groups.items()
    ]
    spaces = {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}
    numbers = {**_special(vocabulary), "mask_token": vocabulary.pieces.index("<mask>")}
    begin, end = vocabulary.pieces[vocabulary.bos], vocabulary.pieces[vocabulary.eos]
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {
                "id": number,
                "content": vocabulary.pieces[number],
                "single_word": False,
                "lstrip": name == "mask_token",
                "rstrip": False,
                "normalized": False,
                "special": True,
            }
            for name, number in sorted(numbers.items(), key=lambda item: item[1])
        ],
        "normalizer": {"type": "Sequence", "normalizers": [*replacements, {"type": "NFKC"}, spaces]},
        "pre_tokenizer": metaspace,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": begin, "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": end, "type_id": 0}},
            ],
            "pair": [
                {"SpecialToken": {"id": begin, "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": end, "type_id": 0}},
                {"SpecialToken": {"id": end, "type_id": 0}},
                {"Sequence": {"id": "B", "type_id": 0}},
                {"SpecialToken": {"id": end, "type_id": 0}},
            ],
            "special_tokens": {
                begin: {"id": begin, "ids": [vocabulary.bos], "tokens": [begin]},
                end: {"id": end, "ids": [vocabulary.eos], "tokens": [end]},
            },
        },
        "decoder": metaspace,
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unk,
            "vocab": [list(entry) for entry in zip(vocabulary.pieces, vocabulary.scores, strict=True)],
            "byte_fallback": False,
        },
    }


def _special(vocabulary: Vocabulary) -> dict[str, int]:
    return {
        "bos_token": vocabulary.bos,
        "cls_token": vocabulary.bos,
        "eos_token": vocabulary.eos,
        "sep_token": vocabulary.eos,
        "pad_token": vocabulary.pad,
        "unk_token": vocabulary.unk,
    }


def _named_tensors(file: E5File) -> dict[str, NDArray[np.float32]]:
    hidden, feed_forward = file.sizes.hidden, file.sizes.feed_forward
    inputs = defaultdict(lambda: hidden, fo=feed_forward)
    tensors = {
        "embeddings.word_embeddings.weight": file.tensors["emb.word"].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": file.tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": file.tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": file.tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": file.tensors["emb.ln.b"],
        # Not in the file and not used under mean pooling; left out, it would be made up at random with a warning.
        "pooler.dense.weight": np.zeros((hidden, hidden), dtype=np.float32),
        "pooler.dense.bias": np.zeros(hidden, dtype=np.float32),
    }
    for layer in range(file.sizes.layers):
        for short, name in _LAYER.items():
            weight = file.tensors[f"l{layer}.{short}.w"]
            if not short.endswith("ln"):
                weight = weight.reshape(-1, inputs[short])
            tensors[f"encoder.layer.{layer}.{name}.weight"] = weight
            tensors[f"encoder.layer.{layer}.{name}.bias"] = file.tensors[f"l{layer}.{short}.b"]
    return tensors


def _move(making: Path, target: Path) -> None:
    """Rename to the final name; where another process was first, its folder stays."""
    try:
        making.rename(target)
    except OSError:
        if not target.is_dir():
            raise
    _flush(target.parent)


def _flush(path: Path) -> None:
    """Bring a file or folder to the disk, so that a rename cannot survive a power cut that its files do not."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_abandoned(models: Path) -> None:
    """Remove what a process that was killed left half made a day ago or more."""
    for folder in models.glob(".making-*"):
        try:
            old = time.time() - folder.stat().st_mtime > _ABANDONED_AFTER_S
        except OSError:  # its owner has just renamed or removed it
            continue
        if old:
            shutil.rmtree(folder, ignore_errors=True)
