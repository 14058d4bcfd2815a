"""From written English to phonemes and from phonemes to sound, with no network, key or GPU."""
