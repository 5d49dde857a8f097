using OrleansScheduler.Host.Commands;

namespace OrleansScheduler.Host.Cluster;

/// <summary>Settings in rising precedence: a file of silo-config, <c>ORLEANS_SCHEDULER_*</c> variables, <c>--set</c>.</summary>
internal static class SettingsFiles
{
    private const string EnvironmentPrefix = "ORLEANS_SCHEDULER_";

    public static void AddSettings(
        this IConfigurationBuilder configuration, string nameOrPath, IReadOnlyList<string> overrides) =>
        configuration
            .AddJsonFile(Resolve(nameOrPath), optional: false)
            .AddEnvironmentVariables(EnvironmentPrefix)
            .AddInMemoryCollection(overrides.Select(Parse));

    private static string Resolve(string nameOrPath)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "silo-config", nameOrPath + ".json");
        if (File.Exists(shipped))
        {
            return shipped;
        }

        return File.Exists(nameOrPath)
            ? Path.GetFullPath(nameOrPath)
            : throw new CommandException($"There is no settings file '{nameOrPath}', neither in silo-config nor at that path.");
    }

    private static KeyValuePair<string, string?> Parse(string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new KeyValuePair<string, string?>(setting[..equals], setting[(equals + 1)..])
            : throw new CommandException($"--set takes KEY=VALUE, not '{setting}'.");
    }
}
