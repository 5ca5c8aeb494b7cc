"""Writing event files that TensorBoard shows."""

import itertools
import os
import socket
import threading
import time

from . import summary as _summaries
from ._embedding import write_embedding
from ._images import figure_to_image, make_np
from ._proto import Message, double, integer, message, record, text

__all__ = ["FileWriter", "SummaryWriter"]

_COUNT = itertools.count()


class FileWriter:
    """One event file. Events are buffered: `flush`, `close`, `max_queue` events or `flush_secs` seconds write them out."""

    def __init__(self, log_dir, max_queue=10, flush_secs=120, filename_suffix=""):
        self._log_dir = os.path.abspath(str(log_dir))
        self._max_queue, self._flush_secs = max_queue, flush_secs
        os.makedirs(self._log_dir, exist_ok=True)
        name = f"events.out.tfevents.{int(time.time()):010d}.{socket.gethostname()}.{os.getpid()}.{next(_COUNT)}{filename_suffix}"
        self._path, self._file = os.path.join(self._log_dir, name), None
        self._lock, self._waiting, self._flushed = threading.Lock(), 0, time.time()
        self._write(Message(double(1, time.time()), text(3, "brain.Event:2")))
        self.flush()

    def get_logdir(self):
        """The folder of the file."""
        return self._log_dir

    def _write(self, event):
        data = record(event.data)
        with self._lock:
            if self._file is None:
                self._file = open(self._path, "ab")
            self._file.write(data)
            self._waiting += 1
            if self._waiting >= self._max_queue or time.time() - self._flushed > self._flush_secs:
                self._flush()

    def _flush(self):
        if self._file is not None:
            self._file.flush()
        self._waiting, self._flushed = 0, time.time()

    def add_event(self, event, step=None, walltime=None):
        """Writes fields of an event with its time and step."""
        fields = [double(1, time.time() if walltime is None else walltime)]
        if step is not None:
            fields.append(integer(2, int(step)))
        self._write(Message(*fields, event.data))

    def add_summary(self, summary, global_step=None, walltime=None):
        """Writes a summary."""
        self.add_event(Message(text(5, summary.SerializeToString())), global_step, walltime)

    def add_graph(self, graph_profile, walltime=None):
        """Writes a serialised graph."""
        graph = graph_profile[0] if isinstance(graph_profile, (list, tuple)) else graph_profile
        self.add_event(Message(text(4, graph.SerializeToString())), None, walltime)

    def flush(self):
        with self._lock:
            self._flush()

    def close(self):
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def reopen(self):
        """Goes on with the file after `close`; writing does so by itself."""


def _tensorflow_bins():
    """Limits that grow by a tenth from 1e-12 to 1e20, on both sides of zero."""
    v, up = 1e-12, []
    while v < 1e20:
        up.append(v)
        v *= 1.1
    return [-v for v in reversed(up)] + [0] + up


class SummaryWriter:
    """Writes numbers, histograms, pictures, texts and more for TensorBoard.

    `log_dir` defaults to `runs/` and the time and the host's name, with `comment` at the end. Steps are what the horizontal axis
    shows, `walltime` overrides the time. `max_queue` events or `flush_secs` seconds are buffered at most.
    """

    def __init__(self, log_dir=None, comment="", purge_step=None, max_queue=10, flush_secs=120, filename_suffix=""):
        if not log_dir:
            from datetime import datetime

            log_dir = os.path.join("runs", datetime.now().strftime("%b%d_%H-%M-%S") + "_" + socket.gethostname() + comment)
        self.log_dir, self.purge_step = log_dir, purge_step
        self.max_queue, self.flush_secs, self.filename_suffix = max_queue, flush_secs, filename_suffix
        self.file_writer = self.all_writers = None
        self._get_file_writer()
        self.default_bins = _tensorflow_bins()

    def _new_writer(self, log_dir):
        return FileWriter(log_dir, self.max_queue, self.flush_secs, self.filename_suffix)

    def _get_file_writer(self):
        """The file; a new one after `close`."""
        if self.all_writers is None or self.file_writer is None:
            self.file_writer = self._new_writer(self.log_dir)
            self.all_writers = {self.file_writer.get_logdir(): self.file_writer}
            if self.purge_step is not None:
                # What was written from that step on, before a restart, is not shown.
                step = self.purge_step
                self.file_writer.add_event(Message(text(3, "brain.Event:2")), step)
                self.file_writer.add_event(Message(message(7, Message(integer(1, 1)))), step)
                self.purge_step = None
        return self.file_writer

    def get_logdir(self):
        """The folder that events are written to."""
        return self.log_dir

    def _add(self, summary, global_step, walltime):
        self._get_file_writer().add_summary(summary, global_step, walltime)

    def add_hparams(self, hparam_dict, metric_dict, hparam_domain_discrete=None, run_name=None, global_step=None):
        """A run's hyperparameters with its metrics, to compare runs by."""
        if type(hparam_dict) is not dict or type(metric_dict) is not dict:
            raise TypeError("hparam_dict and metric_dict should be dictionary.")
        summaries = _summaries.hparams(hparam_dict, metric_dict, hparam_domain_discrete)
        folder = os.path.join(self._get_file_writer().get_logdir(), run_name or str(time.time()))
        with SummaryWriter(log_dir=folder) as writer:
            for s in summaries:
                writer.file_writer.add_summary(s, global_step)
            for k, v in metric_dict.items():
                writer.add_scalar(k, v, global_step)

    def add_scalar(self, tag, scalar_value, global_step=None, walltime=None, new_style=False, double_precision=False):
        """One number."""
        self._add(_summaries.scalar(tag, scalar_value, new_style=new_style, double_precision=double_precision), global_step, walltime)

    def add_scalars(self, main_tag, tag_scalar_dict, global_step=None, walltime=None):
        """Several numbers in one chart; each is a run of its own in a folder beside."""
        folder = self._get_file_writer().get_logdir()
        walltime = time.time() if walltime is None else walltime
        for tag, value in tag_scalar_dict.items():
            path = folder + "/" + main_tag.replace("/", "_") + "_" + tag
            if path not in self.all_writers:
                self.all_writers[path] = self._new_writer(path)
            self.all_writers[path].add_summary(_summaries.scalar(main_tag, value), global_step, walltime)

    def add_tensor(self, tag, tensor, global_step=None, walltime=None):
        """A tensor as it is."""
        self._add(_summaries.tensor_proto(tag, tensor), global_step, walltime)

    def add_histogram(self, tag, values, global_step=None, bins="tensorflow", walltime=None, max_bins=None):
        """How the values are distributed. `bins`: 'tensorflow', or what `numpy.histogram` takes."""
        bins = self.default_bins if isinstance(bins, str) and bins == "tensorflow" else bins
        self._add(_summaries.histogram(tag, values, bins, max_bins=max_bins), global_step, walltime)

    def add_histogram_raw(self, tag, min, max, num, sum, sum_squares, bucket_limits, bucket_counts, global_step=None, walltime=None):
        """A histogram that was counted elsewhere; limits are the bins' right ends."""
        if len(bucket_limits) != len(bucket_counts):
            raise ValueError("len(bucket_limits) != len(bucket_counts), see the document.")
        raw = _summaries.histogram_raw(tag, min, max, num, sum, sum_squares, bucket_limits, bucket_counts)
        self._add(raw, global_step, walltime)

    def add_image(self, tag, img_tensor, global_step=None, walltime=None, dataformats="CHW"):
        """A picture: bytes, or floats in [0, 1]; `dataformats` names its dimensions (`CHW`, `HWC`, `HW`)."""
        self._add(_summaries.image(tag, img_tensor, dataformats=dataformats), global_step, walltime)

    def add_images(self, tag, img_tensor, global_step=None, walltime=None, dataformats="NCHW"):
        """Pictures in a grid."""
        self._add(_summaries.image(tag, img_tensor, dataformats=dataformats), global_step, walltime)

    def add_image_with_boxes(self, tag, img_tensor, box_tensor, global_step=None, walltime=None, rescale=1, dataformats="CHW", labels=None):
        """A picture with boxes `(x0, y0, x1, y1)` drawn on it."""
        if labels is not None:
            labels = [labels] if isinstance(labels, str) else labels
            labels = None if len(labels) != len(box_tensor) else labels
        boxed = _summaries.image_boxes(tag, img_tensor, box_tensor, rescale=rescale, dataformats=dataformats, labels=labels)
        self._add(boxed, global_step, walltime)

    def add_figure(self, tag, figure, global_step=None, close=True, walltime=None):
        """A matplotlib figure, or a list of them."""
        formats = "NCHW" if isinstance(figure, list) else "CHW"
        self.add_image(tag, figure_to_image(figure, close), global_step, walltime, dataformats=formats)

    def add_video(self, tag, vid_tensor, global_step=None, fps=4, walltime=None):
        """A film `(N, T, C, H, W)`, as an animated GIF; needs the package pillow."""
        self._add(_summaries.video(tag, vid_tensor, fps), global_step, walltime)

    def add_audio(self, tag, snd_tensor, global_step=None, sample_rate=44100, walltime=None):
        """Sound: samples in [-1, 1]."""
        self._add(_summaries.audio(tag, snd_tensor, sample_rate=sample_rate), global_step, walltime)

    def add_text(self, tag, text_string, global_step=None, walltime=None):
        """A text in Markdown."""
        self._add(_summaries.text(tag, text_string), global_step, walltime)

    def add_graph(self, model, input_to_model=None, verbose=False, use_strict_trace=True):
        """A module's program as `torch.fx.symbolic_trace` finds it, grouped by submodule; of a module that cannot be traced so, the ops
        that it runs on `input_to_model`.
        """
        from ._graph import graph_of

        self._get_file_writer().add_graph(graph_of(model, input_to_model))

    def add_onnx_graph(self, prototxt):
        """The graph of an ONNX file, given by its path. Raises `ValueError` for other files."""
        from ._graph import graph_of_onnx

        with open(prototxt, "rb") as file:
            self._get_file_writer().add_graph(graph_of_onnx(file.read()))

    def add_embedding(self, mat, metadata=None, label_img=None, global_step=None, tag="default", metadata_header=None):
        """Vectors `(N, D)` for the projector, with a label each (or several, named by `metadata_header`) and small pictures."""
        write_embedding(self._get_file_writer().get_logdir(), make_np(mat), metadata, label_img, global_step or 0, tag, metadata_header)

    def add_pr_curve(self, tag, labels, predictions, global_step=None, num_thresholds=127, weights=None, walltime=None):
        """A precision-recall curve of true labels (0 or 1) and predicted probabilities."""
        labels, predictions = make_np(labels), make_np(predictions)
        self._add(_summaries.pr_curve(tag, labels, predictions, num_thresholds, weights), global_step, walltime)

    def add_pr_curve_raw(self, tag, true_positive_counts, false_positive_counts, true_negative_counts, false_negative_counts, precision, recall, global_step=None, num_thresholds=127, weights=None, walltime=None):
        """A precision-recall curve that was computed elsewhere."""
        counts = (true_positive_counts, false_positive_counts, true_negative_counts, false_negative_counts, precision, recall)
        self._add(_summaries.pr_curve_raw(tag, *map(make_np, counts), num_thresholds, weights), global_step, walltime)

    def add_custom_scalars_multilinechart(self, tags, category="default", title="untitled"):
        """Several numbers in one chart of the custom scalars page."""
        self._add(_summaries.custom_scalars({category: {title: ["Multiline", tags]}}), None, None)

    def add_custom_scalars_marginchart(self, tags, category="default", title="untitled"):
        """A number with a margin: three tags, the value, its lower and its upper end."""
        if len(tags) != 3:
            raise AssertionError(f"Expected 3 tags, got {len(tags)}.")
        self._add(_summaries.custom_scalars({category: {title: ["Margin", tags]}}), None, None)

    def add_custom_scalars(self, layout):
        """The whole custom scalars page: `{category: {chart: ["Multiline" or "Margin", [tags]]}}`."""
        self._add(_summaries.custom_scalars(layout), None, None)

    def add_mesh(self, tag, vertices, colors=None, faces=None, config_dict=None, global_step=None, walltime=None):
        """A point cloud or a surface."""
        self._add(_summaries.mesh(tag, vertices, colors, faces, config_dict), global_step, walltime)

    def flush(self):
        """Writes everything out."""
        for writer in (self.all_writers or {}).values():
            writer.flush()

    def close(self):
        """Closes the files; writing later begins new ones."""
        for writer in (self.all_writers or {}).values():
            writer.close()
        self.file_writer = self.all_writers = None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()
