using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OrleansScheduler.Sdk.Configuration;

/// <summary>Fills the settings of one client from the application's configuration, where the application has one.</summary>
internal sealed class SettingsBinding(string client, IConfiguration? configuration)
    : IConfigureNamedOptions<OrleansSchedulerClientSettings>
{
    public const string Section = "Aspire:OrleansScheduler";

    public void Configure(OrleansSchedulerClientSettings options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, OrleansSchedulerClientSettings options)
    {
        if (name != client || configuration is null)
        {
            return;
        }

        var section = configuration.GetSection(Section);
        section.Bind(options);
        if (client.Length > 0)
        {
            section.GetSection(client).Bind(options);
            options.ConnectionString = configuration.GetConnectionString(client) ?? options.ConnectionString;
        }
    }
}
