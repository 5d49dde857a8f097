namespace OrleansScheduler.Resources.Admission;

/// <summary>Completes or refuses writes before they are validated; named as kube-apiserver names it.</summary>
public interface IAdmissionPlugin
{
    string Name { get; }

    /// <summary>Changes <see cref="AdmissionRequest.Object"/> or refuses with a <see cref="Status.StatusException"/>.</summary>
    ValueTask AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken);
}
