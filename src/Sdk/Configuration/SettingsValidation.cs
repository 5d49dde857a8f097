using Microsoft.Extensions.Options;

namespace OrleansScheduler.Sdk.Configuration;

/// <summary>Refuses settings that name no cluster, or one that cannot be reached, before the application serves anything.</summary>
internal sealed class SettingsValidation(string client) : IValidateOptions<OrleansSchedulerClientSettings>
{
    private string Path => client.Length == 0 ? SettingsBinding.Section : $"{SettingsBinding.Section}:{client}";

    public ValidateOptionsResult Validate(string? name, OrleansSchedulerClientSettings options)
    {
        if (name != client)
        {
            return ValidateOptionsResult.Skip;
        }

        try
        {
            var settings = ClusterSource.Complete(options);
            var failures = Failures(settings).ToList();
            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }
        catch (FormatException malformed)
        {
            return ValidateOptionsResult.Fail(
                $"The connection string of ConnectionStrings:{client} or {Path}:ConnectionString cannot be read. {malformed.Message}");
        }
    }

    private IEnumerable<string> Failures(OrleansSchedulerClientSettings settings)
    {
        if (settings.Server is { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") })
        {
            yield return $"{Path}:Server must be an absolute http or https URL.";
        }

        if (settings is { Server: not null, Kubeconfig: not null })
        {
            yield return $"{Path}: Server and Kubeconfig exclude each other.";
        }

        if (settings is { Token: not null, TokenFile: not null })
        {
            yield return $"{Path}: Token and TokenFile exclude each other.";
        }

        if (settings.HealthCheckTimeout <= TimeSpan.Zero)
        {
            yield return $"{Path}:HealthCheckTimeout must be positive.";
        }

        foreach (var (key, file) in Files(settings).Where(file => file.Path is not null && !File.Exists(file.Path)))
        {
            yield return $"{Path}:{key} names the file {file}, which does not exist.";
        }

        if (ClusterSource.Of(settings) == ClusterSourceKind.None)
        {
            yield return $"No cluster is named. Set ConnectionStrings:{client}, {Path}:Server or {Path}:Kubeconfig, "
                + "or have a kubeconfig where kubectl looks for it.";
        }
    }

    private static IEnumerable<(string Key, string? Path)> Files(OrleansSchedulerClientSettings settings) =>
    [
        (nameof(settings.Kubeconfig), settings.Kubeconfig),
        (nameof(settings.TokenFile), settings.TokenFile),
        (nameof(settings.CertificateAuthority), settings.CertificateAuthority),
    ];
}
