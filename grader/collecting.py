"""How nbgrader collects hand-ins, from archives and from its exchange, without following links."""

import os
import tempfile
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.plugins import ExtractorPlugin

from grader.archives import CLASS, is_archive, stem, unpack
from grader.copying import Bounds, copy_regular
from grader.findings import one_line
from grader.reading import Unreadable

__all__ = ["SafeCollect", "SafeExtractor"]

# Of the files that lie beside the archives.
FILES = Bounds(CLASS.members, CLASS.each, CLASS.total)


class SafeExtractor(ExtractorPlugin):
    """Unpack archives for `nbgrader zip_collect`; one that is refused doesn't stop the others.

    Unlike nbgrader's, it opens no archive within an archive.
    """

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack each archive into a folder of its name, and copy all other files.

        Args:
            archive_path: where the instructor put the downloaded files; folders are kept.
            extracted_path: where they go to.
        """
        source, target = Path(archive_path), Path(extracted_path)
        for folder, _, names in os.walk(source):
            place = target / Path(folder).relative_to(source)
            place.mkdir(parents=True, exist_ok=True)
            for path in (Path(folder, name) for name in sorted(names)):
                if is_archive(path):
                    self.unpack(path, place)
        for finding in copy_regular(source, target, ["*.zip", "*.tar", "*.tar.gz", "*.tgz"], (),
                                    FILES):
            self.log.warning("%s", finding)

    def unpack(self, path: Path, place: Path) -> None:
        """Unpack one archive, all of it or nothing."""
        target = place / stem(path)
        try:
            if os.path.lexists(target):
                raise Unreadable(f"there is {one_line(target.name)} already: rename one of them")
            with tempfile.TemporaryDirectory(dir=place) as folder:
                whole = Path(folder, "whole")
                whole.mkdir()
                names = unpack(path, whole, CLASS)
                whole.rename(target)
        except (Unreadable, OSError) as error:
            self.log.error("%s is skipped: %s", one_line(path, 300), one_line(error, 500))
            return
        self.log.info("Unpacked %s: %d files", one_line(path, 300), len(names))
        for name in names:
            if is_archive(Path(name)):
                self.log.warning("%s holds the archive %s, which is not opened",
                                 one_line(path, 300), one_line(name))


class SafeCollect(ExchangeCollect):
    """Collect from the exchange's inbound folder, in which students can put what they like."""

    def do_copy(self, src: str, dest: str, log: object = None) -> None:
        """Copy a submission's regular files; what can't be copied is told and left out."""
        if os.path.islink(src):
            self.log.error("%s is skipped: it is a link, no submission", one_line(src, 300))
            return
        with tempfile.TemporaryDirectory() as folder:
            # One deeper: nbgrader's copy takes over the folder's permissions, here private ones.
            whole = Path(folder, "whole")
            whole.mkdir()
            for finding in copy_regular(Path(src), whole, (), (), Bounds.of(self.coursedir)):
                self.log.warning("%s: %s", one_line(src, 300), finding)
            try:
                super().do_copy(str(whole), dest)
            except (RuntimeError, OSError) as error:
                self.log.error("%s is skipped: %s", one_line(src, 300), one_line(error, 500))
