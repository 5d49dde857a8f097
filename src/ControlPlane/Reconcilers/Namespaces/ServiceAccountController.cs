namespace OrleansScheduler.ControlPlane.Reconcilers.Namespaces;

/// <summary>Keeps the ServiceAccount <c>default</c> in every namespace.</summary>
internal static class ServiceAccountController
{
    public const string Name = "serviceaccount-controller";
    public const string AccountName = "default";

    public static Controller Definition { get; } =
        new(Name, ["serviceaccount"], NamespaceDefaultsRoute.For("serviceaccounts", AccountName));
}
