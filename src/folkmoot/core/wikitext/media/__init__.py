"""Pictures, sound and video in a text: ``[[File:...]]``, ``[[Media:...]]``, ``<gallery>``.

    options.py     what stands between the pipes -> Options
    sizes.py       how large it is shown, how large the copy is that is loaded
    copies.py      the addresses of copies, by kind of file
    images.py      <img>, and what it links to
    players.py     <video> and <audio>
    broken.py      what is shown for a file that is missing or cannot be shown
    figures.py     the whole: the element around, its classes, the caption
    galleries.py   <gallery>; gallery_modes.py how its boxes are drawn

What a wiki knows of its files comes in with ``Surroundings.files``; nothing here opens one.
"""
