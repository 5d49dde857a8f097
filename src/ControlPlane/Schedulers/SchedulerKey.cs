using System.Globalization;

namespace OrleansScheduler.ControlPlane.Schedulers;

/// <summary>Which SchedulerGrain: the name pods ask for, and which of the schedulers of that name.</summary>
internal readonly record struct SchedulerKey(string Name, int Shard)
{
    private const char Separator = '/';

    /// <summary>The name alone for the first, so that splitting a scheduler changes nothing for it.</summary>
    public override string ToString() =>
        Shard == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}{Separator}{Shard}");

    public static SchedulerKey Parse(string key) => key.LastIndexOf(Separator) is > 0 and var at
        && int.TryParse(key.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var shard)
            ? new SchedulerKey(key[..at], shard)
            : new SchedulerKey(key, 0);
}
