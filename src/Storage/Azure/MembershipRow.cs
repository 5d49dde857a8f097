using System.Globalization;
using Azure.Data.Tables;

namespace OrleansScheduler.Storage.Azure;

/// <summary>The rows of the membership table.</summary>
internal static class MembershipRow
{
    public const string VersionKey = "version";

    private const string VersionColumn = "MembershipVersion";

    public static string KeyOf(SiloAddress silo) => silo.ToParsableString();

    public static TableEntity Version(string cluster, int version) => new(cluster, VersionKey) { [VersionColumn] = version };

    public static int VersionOf(TableEntity row) => row.GetInt32(VersionColumn) ?? 0;

    public static TableEntity Of(string cluster, MembershipEntry entry) => new(cluster, KeyOf(entry.SiloAddress))
    {
        [nameof(entry.Status)] = entry.Status.ToString(),
        [nameof(entry.SuspectTimes)] = string.Join('|', (entry.SuspectTimes ?? []).Select(Vote)),
        [nameof(entry.ProxyPort)] = entry.ProxyPort,
        [nameof(entry.HostName)] = entry.HostName,
        [nameof(entry.SiloName)] = entry.SiloName,
        [nameof(entry.StartTime)] = Time(entry.StartTime),
        [nameof(entry.IAmAliveTime)] = Time(entry.IAmAliveTime),
    };

    /// <summary>Only the column that says when the silo was last alive.</summary>
    public static TableEntity Alive(string cluster, MembershipEntry entry) => new(cluster, KeyOf(entry.SiloAddress))
    {
        [nameof(entry.IAmAliveTime)] = Time(entry.IAmAliveTime),
    };

    public static MembershipEntry Entry(TableEntity row) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(row.RowKey),
        Status = Enum.Parse<SiloStatus>(row.GetString(nameof(MembershipEntry.Status))),
        SuspectTimes = [.. row.GetString(nameof(MembershipEntry.SuspectTimes))
            .Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Vote)],
        ProxyPort = row.GetInt32(nameof(MembershipEntry.ProxyPort)) ?? 0,
        HostName = row.GetString(nameof(MembershipEntry.HostName)),
        SiloName = row.GetString(nameof(MembershipEntry.SiloName)),
        StartTime = Time(row.GetString(nameof(MembershipEntry.StartTime))),
        IAmAliveTime = Time(row.GetString(nameof(MembershipEntry.IAmAliveTime))),
    };

    private static string Vote(Tuple<SiloAddress, DateTime> vote) => $"{vote.Item1.ToParsableString()},{Time(vote.Item2)}";

    private static Tuple<SiloAddress, DateTime> Vote(string vote)
    {
        var parts = vote.Split(',');
        return Tuple.Create(SiloAddress.FromParsableString(parts[0]), Time(parts[1]));
    }

    private static string Time(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static DateTime Time(string time) =>
        DateTime.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
