namespace OrleansScheduler.Resources.Registry;

/// <summary>Gives objects their uids and generated names; one random source, safe to share.</summary>
public sealed class IdGenerator(Random random)
{
    // Without vowels and look-alikes, so that neither words nor riddles come out.
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int SuffixLength = 5;
    private const int NameLengthMax = 63;

    private readonly Lock _lock = new();

    /// <summary>Completes a generateName, cutting it where the name would get too long for a label.</summary>
    public string Name(string prefix)
    {
        var room = NameLengthMax - SuffixLength;
        return string.Concat(prefix.Length > room ? prefix[..room] : prefix, Suffix());
    }

    /// <summary>Five random letters and digits.</summary>
    public string Suffix()
    {
        lock (_lock)
        {
            return new string(random.GetItems<char>(Alphabet, SuffixLength));
        }
    }

    /// <summary>A random UUID of version 4.</summary>
    public string Uid()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_lock)
        {
            random.NextBytes(bytes);
        }

        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
