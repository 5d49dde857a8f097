namespace OrleansScheduler.Resources.Admission;

/// <summary>The admission plugins that are switched on, asked one after the other.</summary>
public sealed class AdmissionChain(IReadOnlyList<IAdmissionPlugin> plugins)
{
    public async ValueTask AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        foreach (var plugin in plugins)
        {
            await plugin.AdmitAsync(request, cancellationToken);
        }
    }
}
