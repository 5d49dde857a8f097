using System.Data.Common;

namespace OrleansScheduler.Sdk.Configuration;

/// <summary>Reads a connection string into the settings: a URL, or <c>Key=value</c> pairs.</summary>
internal static class ConnectionString
{
    private static readonly Dictionary<string, Action<OrleansSchedulerClientSettings, string>> Keys =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["Server"] = (settings, value) => settings.Server = new Uri(value),
            ["Endpoint"] = (settings, value) => settings.Server = new Uri(value),
            ["Token"] = (settings, value) => settings.Token = value,
            ["TokenFile"] = (settings, value) => settings.TokenFile = value,
            ["CertificateAuthority"] = (settings, value) => settings.CertificateAuthority = value,
            ["Kubeconfig"] = (settings, value) => settings.Kubeconfig = value,
            ["Context"] = (settings, value) => settings.Context = value,
            ["Namespace"] = (settings, value) => settings.Namespace = value,
        };

    /// <exception cref="FormatException">The text is neither; the message never shows a value, which may be a secret.</exception>
    public static void Apply(string text, OrleansSchedulerClientSettings settings)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is "http" or "https")
        {
            settings.Server = server;
            return;
        }

        var pairs = Parse(text);
        foreach (string key in pairs.Keys)
        {
            Set(settings, key, (string)pairs[key]);
        }
    }

    private static DbConnectionStringBuilder Parse(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            throw new FormatException("It is neither a URL nor Key=value pairs separated by semicolons.");
        }
    }

    private static void Set(OrleansSchedulerClientSettings settings, string key, string value)
    {
        if (!Keys.TryGetValue(key, out var assign))
        {
            throw new FormatException($"It has the unknown key '{key}'. Known are: {string.Join(", ", Keys.Keys)}.");
        }

        try
        {
            assign(settings, value);
        }
        catch (UriFormatException)
        {
            throw new FormatException($"Its '{key}' is not an absolute URL.");
        }
    }
}
