"""What mirror sites do to a text: pinyin in brackets, and the replay that proves it."""
