using Microsoft.Extensions.Options;

namespace OrleansScheduler.Resources.Admission;

/// <summary>Refuses to start with a plugin switched off that does not exist: most likely it is misspelt.</summary>
internal sealed class AdmissionOptionsValidation : IValidateOptions<AdmissionOptions>
{
    public ValidateOptionsResult Validate(string? name, AdmissionOptions options)
    {
        var unknown = options.DisabledPlugins.Except(AdmissionPlugins.Names).ToList();
        return unknown.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Unknown admission plugins: {string.Join(", ", unknown)}. "
                    + $"There are: {string.Join(", ", AdmissionPlugins.Names)}.");
    }
}
