"""Any sentence-transformers model as an encoder: quiet, in even batches, with the prefixes that the model expects."""

import logging
import os
import re
import threading
import warnings
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from policytext.encode.convert import PROMPTS
from policytext.encode.encoder import DEFAULT_MODEL, encodable
from policytext.encode.locate import Located
from policytext.encode.precision import Precision, choose_precision, quicken
from policytext.encode.states import Listener, TokenStates
from policytext.errors import ModelMissing

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_LOG = logging.getLogger(__name__)
#: Longest wait for the hub to answer whether it has a model.
_HUB_TIMEOUT_S: Final = 8.0
#: Tokens in one batch, padding included. On a processor 600 are a third faster than 16 texts of any length, and faster
#: than 1,200 and 2,400 (docs/adr/0024); a GPU wants many.
_TOKENS_CPU: Final = 600
_TOKENS_GPU: Final = 32_768
#: Batches that are worked on at once, at most: what is not torch's takes turns, and each batch takes memory.
_AT_ONCE: Final = 4
#: For models without a tokenizer of their own to ask: Dutch policy text has 3.5 characters to a token.
_CHARACTERS_A_TOKEN: Final = 3
#: Batches between two reports of progress.
_BATCHES_A_REPORT: Final = 8
#: E5 models are trained with the prefixes of the default model. Source: Wang et al. (2024), Multilingual E5 Text
#: Embeddings, section 3. The instruct variants take an instruction with the question instead, and are not meant here.
_E5: Final = re.compile(r"(?i)(?:^|[-_/])e5(?:[-_@]|$)(?!.*instruct)")
_NETWORK_HINT: Final = (
    "without network use the default model (leave --model out) or the folder of a model that was downloaded before"
)


class TransformerEncoder:
    """A sentence-transformers model; see `Encoder` for its methods."""

    def __init__(self, located: Located, precision: Precision = Precision.AUTO) -> None:
        """Load the model.

        Raises:
            ModelMissing: sentence-transformers is not installed, or the model is neither here nor at the hub.
            ConfigError: the precision is not for this machine.
        """
        self.name: Final = located.name
        self._model = _load(located)
        prompts = expected_prompts(located.name, self._model.prompts)
        self._query_prompt = prompts.get("query")
        self._passage_prompt = prompts.get("passage") or prompts.get("document")
        on_gpu = self._model.device.type != "cpu"
        self._tokens = _TOKENS_GPU if on_gpu else _TOKENS_CPU
        self._is_own = located.name == DEFAULT_MODEL
        #: Batches that are worked on at once: faster than all threads of torch on each in turn (docs/adr/0024).
        self.at_once: Final = min(_AT_ONCE, _torch_threads()) if self._is_own and not on_gpu else 1
        self._pool: ThreadPoolExecutor | None = None
        self._tokenizing = threading.Lock()
        self._heard = threading.local()
        #: What the products of matrices are made in.
        self.precision: Final = choose_precision(precision, on_gpu=on_gpu)
        if self.precision is Precision.BFLOAT16:
            quicken(self._model)
        self.dimensions: Final = self._encode(["."], None).shape[1]  # the method that tells has had several names

    def encode_passages(
        self,
        texts: Sequence[str],
        on_progress: Callable[[int], None] | None = None,
        listener: Listener | None = None,
    ) -> NDArray[np.float32]:
        """Vectors of texts that are searched; see `ListenedEncoder`.

        A text that occurs more than once is encoded once. Texts of like length share a batch, the longest first: what
        does not fit into memory fails at once, and no batch is padded far.
        """
        places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            places.setdefault(encodable(text), []).append(place)
        counts = self._token_counts(list(places))
        distinct, lengths = zip(*sorted(counts.items(), key=lambda item: -item[1]), strict=True) if counts else ((), ())
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        batches = [distinct[start:end] for start, end in even_batches(lengths, self._tokens)]

        def encoded(batch: Sequence[str]) -> NDArray[np.float32]:
            if listener is None and not self._is_own:
                return self._encode(list(batch), self._passage_prompt)
            return self._encode_aloud(batch, [tuple(places[text]) for text in batch], listener)

        done = 0
        with self._hearing(listener), closing(self._each(encoded, batches)) as found:
            for number, (batch, rows) in enumerate(zip(batches, found, strict=True)):
                for text, vector in zip(batch, rows, strict=True):
                    vectors[places[text]] = vector
                    done += len(places[text])
                if on_progress is not None and (number % _BATCHES_A_REPORT == 0 or done == len(texts)):
                    on_progress(done)
        return vectors

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question or proposition; see `Encoder`."""
        return self._encode([encodable(text)], self._query_prompt).reshape(self.dimensions)

    def layer_weights(self, layer: int) -> dict[str, NDArray[np.float32]]:
        """The weights of one transformer layer; see `ListenedEncoder`."""
        state = self._transformer().encoder.layer[layer].state_dict()
        return {name: np.asarray(tensor.cpu().numpy(), dtype=np.float32) for name, tensor in state.items()}

    def _transformer(self) -> Any:  # Any: transformers' model classes are without types
        return self._model[0].auto_model

    def _token_counts(self, texts: list[str]) -> dict[str, int]:
        """Tokens of each text, as far as the model reads it; a guess by its characters for a model without tokens."""
        tokenizer: Any = getattr(self._model, "tokenizer", None)  # Any: not every module of a model has one
        if not texts or not getattr(tokenizer, "is_fast", False):
            return {text: len(text) // _CHARACTERS_A_TOKEN + 1 for text in texts}
        prompt = self._passage_prompt or ""
        read = tokenizer(
            [prompt + text for text in texts], truncation=True, max_length=self._model.max_seq_length, verbose=False
        )
        return {text: len(numbers) for text, numbers in zip(texts, read["input_ids"], strict=True)}

    def _each(
        self, work: Callable[[Sequence[str]], NDArray[np.float32]], batches: Sequence[Sequence[str]]
    ) -> Generator[NDArray[np.float32]]:
        """What work gives for each batch, in order; none is worked on any longer when this ends or is closed."""
        if self.at_once == 1:
            yield from map(work, batches)
            return
        if self._pool is None:
            threads = max(1, _torch_threads() // self.at_once)
            self._pool = ThreadPoolExecutor(self.at_once, "encode", initializer=_set_torch_threads, initargs=(threads,))
        ahead = [self._pool.submit(work, batch) for batch in batches]
        try:
            for future in ahead:
                yield future.result()
        finally:
            wait([future for future in ahead if not future.cancel()])

    @contextmanager
    def _hearing(self, listener: Listener | None) -> Iterator[None]:
        """Keep the states behind the layers that a listener wants, for each thread its own, while the context lasts."""
        if listener is None:
            yield
            return
        transformer = self._transformer()
        modules = [transformer.embeddings, *transformer.encoder.layer]

        def hear(number: int) -> Callable[[object, object, Any], None]:
            def keep(_module: object, _inputs: object, output: Any) -> None:
                states = output[0] if isinstance(output, tuple) else output
                self._heard.layers[number] = states.detach().float().cpu().numpy()

            return keep

        hooks = [modules[layer].register_forward_hook(hear(number)) for number, layer in enumerate(listener.layers)]
        try:
            yield
        finally:
            for hook in hooks:
                hook.remove()

    def _encode_aloud(
        self, texts: Sequence[str], places: Sequence[tuple[int, ...]], listener: Listener | None
    ) -> NDArray[np.float32]:
        """Encode one batch and let the listener have the states of its tokens."""
        import torch  # noqa: PLC0415  # loaded with the model

        prompt = self._passage_prompt or ""
        with self._tokenizing:  # two threads cannot use it at once
            inputs = self._model.tokenizer(
                [prompt + text for text in texts],
                padding=True,
                truncation=True,
                max_length=self._model.max_seq_length,
                return_offsets_mapping=True,
                return_tensors="pt",
            )
        offsets = np.asarray(inputs.pop("offset_mapping").numpy(), dtype=np.int64) - len(prompt)
        mask = np.asarray(inputs["attention_mask"].numpy(), dtype=np.bool_)
        heard: dict[int, NDArray[np.float32]] = {}
        self._heard.layers = heard
        with torch.inference_mode():
            output = self._model({name: tensor.to(self._model.device) for name, tensor in inputs.items()})
        if listener is not None:
            layers = tuple(heard[number] for number in range(len(heard)))
            listener.take(TokenStates(tuple(places), tuple(texts), offsets, mask, layers))
        return np.asarray(output["sentence_embedding"].cpu().numpy(), dtype=np.float32)

    def _encode(self, texts: list[str], prompt: str | None) -> NDArray[np.float32]:
        vectors = self._model.encode(
            texts,
            prompt=prompt,
            batch_size=len(texts),
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)


def _torch_threads() -> int:
    import torch  # noqa: PLC0415  # loaded with the model

    return int(torch.get_num_threads())


def _set_torch_threads(count: int) -> None:
    import torch  # noqa: PLC0415  # loaded with the model

    torch.set_num_threads(count)


def even_batches(lengths: Sequence[int], limit: int) -> Iterator[tuple[int, int]]:
    """Half-open ranges of texts that share a batch: as many as fit when all are padded to the longest.

    Args:
        lengths: tokens of each text, the longest first.
        limit: tokens in a batch; a longer text has one of its own.
    """
    start = 0
    while start < len(lengths):
        end = start + max(1, limit // lengths[start])
        yield start, min(end, len(lengths))
        start = end


def expected_prompts(name: str, own: Mapping[str, str | None] | None) -> Mapping[str, str]:
    """Prefixes by role: what the model's own settings say, else those of the E5 family for a model of it."""
    stated = {role: prompt for role, prompt in (own or {}).items() if prompt}
    if stated.keys() & {"query", "passage", "document"}:
        return stated
    return PROMPTS if _E5.search(name) else {}


def _load(located: Located) -> "SentenceTransformer":
    # Set before the first import: the hub's library reads them once.
    for name in ("HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK", "HF_HUB_DISABLE_PROGRESS_BARS"):
        os.environ.setdefault(name, "1")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what libraries warn of while a model loads concerns those who make models
        return _load_from_hub(located.name) if located.folder is None else _load_from_folder(located.folder)


def _load_from_folder(folder: Path) -> "SentenceTransformer":
    transformer = _import_quietly()
    try:
        return transformer(str(folder), local_files_only=True)
    except Exception as error:  # what a damaged model raises depends on the part that is damaged
        raise ModelMissing(
            f"the embedding model in {folder} does not load: {_first_line(error)}",
            "save it again with sentence-transformers, or name another",
        ) from error


def _load_from_hub(name: str) -> "SentenceTransformer":
    """A model of the hub: from the hub's cache, else fetched once the hub has said that it has it.

    The hub is asked before torch is imported, with a limit: sentence-transformers itself would try for minutes where
    there is no network.
    """
    repository = name if "/" in name else f"sentence-transformers/{name}"
    if _is_cached(repository):
        transformer = _import_quietly()
        try:
            return transformer(repository, local_files_only=True)
        except Exception as error:  # cached in part only; libraries raise many kinds
            _LOG.debug("model %s does not load from the hub's cache: %s", name, type(error).__name__)
    _ask_hub(name, repository)
    transformer = _import_quietly()
    try:
        return transformer(repository)
    except Exception as error:  # network, disk, model code: all mean that it cannot be had
        raise ModelMissing(
            f"the embedding model {name} could not be fetched or loaded: {_first_line(error)}", _NETWORK_HINT
        ) from error


def _is_cached(repository: str) -> bool:
    from huggingface_hub import try_to_load_from_cache  # noqa: PLC0415  # only for models of the hub

    try:
        return isinstance(try_to_load_from_cache(repository, "config.json"), str)
    except ValueError as error:  # huggingface_hub's HFValidationError
        raise ModelMissing(f"{repository[:100]} cannot be the name of an embedding model", "check the name") from error


def _ask_hub(name: str, repository: str) -> None:
    from huggingface_hub import model_info  # noqa: PLC0415  # only for models of the hub
    from huggingface_hub.errors import RepositoryNotFoundError  # noqa: PLC0415  # the same

    try:
        model_info(repository, timeout=_HUB_TIMEOUT_S)
    except RepositoryNotFoundError as error:
        raise ModelMissing(
            f"there is no embedding model {name}, neither as a folder nor at the hub", "check the name"
        ) from error
    except Exception as error:  # proxies, certificates, name servers, offline mode: each has errors of its own
        raise ModelMissing(
            f"the embedding model {name} is not here and the hub cannot be reached ({type(error).__name__})",
            _NETWORK_HINT,
        ) from error


def _import_quietly() -> "type[SentenceTransformer]":
    """The class, with no progress bars and nothing below errors: the terminal is the command line's to write to.

    Raises:
        ModelMissing: sentence-transformers is not installed.
    """
    try:
        from tqdm import tqdm  # type: ignore[import-untyped]  # noqa: PLC0415  # comes with the next; no stubs

        # Its own lock is one between processes, which the system keeps when a worker of an ingest is killed.
        tqdm.set_lock(threading.RLock())
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415  # imports torch: seconds
        from transformers.utils import logging as transformers_logging  # noqa: PLC0415  # the same
    except ImportError as error:
        raise ModelMissing(
            f"sentence-transformers cannot be imported: {error}", "install it with: pip install sentence-transformers"
        ) from error
    silencers: list[Callable[[], None]] = [  # typed here: the library leaves them without types
        transformers_logging.set_verbosity_error,
        transformers_logging.disable_progress_bar,
    ]
    for silence in silencers:
        silence()
    for name in ("sentence_transformers", "huggingface_hub", "httpx", "filelock"):
        logging.getLogger(name).setLevel(logging.ERROR)
    return SentenceTransformer


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__
