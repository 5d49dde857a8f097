using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansScheduler.Resources.Batch.Jobs;

/// <summary>
/// Names of a Job's pods: the Job's name, the index, five characters. The characters follow from the Job's uid and a
/// running number, so two reconcilers that do not know of each other choose the same names for the same need and the
/// store lets only one of them through: a Job does not exceed its parallelism even then (invariant 7).
/// </summary>
internal static class JobPodNames
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int SuffixLength = 5;
    private const int PrefixLongest = 63 - SuffixLength;

    public static string Prefix(string jobName, int index)
    {
        var end = index == JobPod.NoIndex ? "-" : string.Create(CultureInfo.InvariantCulture, $"-{index}-");
        return jobName[..Math.Min(jobName.Length, PrefixLongest - end.Length)] + end;
    }

    /// <summary>The first name of this prefix that <paramref name="isTaken"/> does not know.</summary>
    public static string Next(string jobUid, string prefix, Func<string, bool> isTaken)
    {
        for (var number = 0; ; number++)
        {
            var name = prefix + Suffix($"{jobUid}/{prefix}/{number}");
            if (!isTaken(name))
            {
                return name;
            }
        }
    }

    private static string Suffix(string seed)
    {
        var hash = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));
        var suffix = new char[SuffixLength];
        for (var at = 0; at < SuffixLength; at++)
        {
            (hash, var digit) = Math.DivRem(hash, (ulong)Alphabet.Length);
            suffix[at] = Alphabet[(int)digit];
        }

        return new string(suffix);
    }
}
