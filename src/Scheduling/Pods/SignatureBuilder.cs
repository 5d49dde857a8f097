namespace OrleansScheduler.Scheduling.Pods;

/// <summary>
/// Hashes a sequence of values into 128 bits, in two lanes of FNV-1a with different offsets and a final mix. Every
/// value is preceded by its length or count, so that no two sequences are spelt alike.
/// </summary>
internal struct SignatureBuilder()
{
    private const ulong Prime = 1099511628211;

    private ulong _high = 14695981039346656037;
    private ulong _low = 0x9e3779b97f4a7c15;

    public void Add(long value)
    {
        _high = (_high ^ Mix((ulong)value)) * Prime;
        _low = (_low ^ Mix((ulong)value + 0x632be59bd9b4e019)) * Prime;
    }

    public void Add(bool value) => Add(value ? 1 : 0);

    public void Add(string? text)
    {
        Add(text is null ? -1 : text.Length);
        foreach (var unit in text ?? "")
        {
            _high = (_high ^ unit) * Prime;
            _low = (_low ^ (unit + 0x100UL)) * Prime;
        }
    }

    public void Add(IEnumerable<string> texts)
    {
        var count = 0;
        foreach (var text in texts)
        {
            Add(text);
            count++;
        }

        Add(count);
    }

    /// <summary>Pairs in no particular order.</summary>
    public void AddUnordered(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var (high, low, count) = (0UL, 0UL, 0);
        foreach (var (key, value) in pairs)
        {
            var pair = new SignatureBuilder();
            pair.Add(key);
            pair.Add(value);
            var hash = pair.Build();
            (high, low, count) = (high + hash.High, low + hash.Low, count + 1);
        }

        Add((long)high);
        Add((long)low);
        Add(count);
    }

    public readonly PodSignature Build() => new(Mix(_high), Mix(_low ^ (_high >> 32)));

    // The finaliser of splitmix64.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
