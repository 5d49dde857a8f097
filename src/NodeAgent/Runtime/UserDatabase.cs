using System.Globalization;

namespace OrleansScheduler.NodeAgent.Runtime;

/// <summary>The machine's users and groups, which stand in for those of an image.</summary>
internal sealed class UserDatabase(string passwdFile, string groupFile)
{
    public static UserDatabase OfMachine { get; } = new("/etc/passwd", "/etc/group");

    /// <summary>The user of an id with its primary group and home; null when the machine has none.</summary>
    public (string Name, long Gid, string Home)? Find(long uid)
    {
        var wanted = uid.ToString(CultureInfo.InvariantCulture);
        var fields = Read(passwdFile).FirstOrDefault(fields => fields.Length >= 6 && fields[2] == wanted);
        return fields is not null && Number(fields[3]) is { } gid ? (fields[0], gid, fields[5]) : null;
    }

    /// <summary>The groups that list a user by name.</summary>
    public IEnumerable<long> GroupsOf(string name) => Read(groupFile)
        .Where(fields => fields.Length >= 4 && fields[3].Split(',').Contains(name))
        .Select(fields => Number(fields[2]))
        .OfType<long>();

    private static IEnumerable<string[]> Read(string file) =>
        File.Exists(file) ? File.ReadLines(file).Select(line => line.Split(':')) : [];

    private static long? Number(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
