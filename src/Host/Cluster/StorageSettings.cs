using OrleansScheduler.Host.Commands;

namespace OrleansScheduler.Host.Cluster;

/// <summary>The settings section <c>Storage</c>.</summary>
internal sealed record StorageSettings
{
    public const string Section = "Storage";

    public StorageProvider Provider { get; init; } = StorageProvider.Sqlite;

    /// <summary>As the provider's own library takes it. It may hold a password: give it by environment variable.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>Whether other processes may be silos of the same cluster.</summary>
    public bool IsShared => Provider != StorageProvider.Sqlite;

    /// <exception cref="CommandException">The section makes no sense; the message says how to mend it.</exception>
    public static StorageSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var name = section["Provider"] ?? nameof(StorageProvider.Sqlite);
        if (!Enum.TryParse<StorageProvider>(name, ignoreCase: true, out var provider) || int.TryParse(name, out _))
        {
            var known = string.Join(", ", Enum.GetNames<StorageProvider>());
            throw new CommandException($"Storage:Provider is '{name}'; it must be one of {known}.");
        }

        var settings = new StorageSettings
        {
            Provider = provider,
            ConnectionString = section["ConnectionString"] ?? "",
        };
        return !settings.IsShared || settings.ConnectionString.Length > 0
            ? settings
            : throw new CommandException(
                $"Storage:ConnectionString is missing: {provider} needs one, in the settings file or in "
                + "ORLEANS_SCHEDULER_Storage__ConnectionString.");
    }
}
