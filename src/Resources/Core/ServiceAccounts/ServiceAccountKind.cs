using k8s.Models;
using OrleansScheduler.Resources.Tables;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.ServiceAccounts;

/// <summary>ServiceAccount, <c>v1</c>: who a pod is to the API.</summary>
public sealed class ServiceAccountKind : ResourceKind<V1ServiceAccount>
{
    /// <summary>The account of pods that name none.</summary>
    public const string DefaultName = "default";

    private const string MountableSecrets = "kubernetes.io/enforce-mountable-secrets";

    private const string Restriction =
        $"metadata.annotations[{MountableSecrets}]: deprecated in v1.32+; "
        + "prefer separate namespaces to isolate access to mounted secrets";

    public override GroupVersionKind GroupVersionKind { get; } = new("", "v1", "ServiceAccount");

    public override string Plural => "serviceaccounts";

    public override IReadOnlyList<string> ShortNames { get; } = ["sa"];

    public override IReadOnlyList<Subresource> Subresources { get; } =
        [new("token", new("authentication.k8s.io", "v1", "TokenRequest"), ["create"])];

    public override WriteRules WriteRules { get; } = new() { ReturnsDeletedObject = true };

    public override IReadOnlyList<TableColumn> TableColumns { get; } = [TableColumn.ObjectName, TableColumn.ObjectAge];

    // Of a secret only the name is kept: the account can name none in another namespace.
    protected override void PrepareForCreate(V1ServiceAccount obj) =>
        obj.Secrets = obj.Secrets?.Select(secret => new V1ObjectReference { Name = secret.Name }).ToList();

    protected override void PrepareForUpdate(V1ServiceAccount obj, V1ServiceAccount old, string subresource) =>
        PrepareForCreate(obj);

    protected override IReadOnlyList<FieldError> Validate(V1ServiceAccount obj)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.Validate(obj.Metadata, isNamespaced: true, NameRules.DnsSubdomain, errors);
        return errors;
    }

    protected override IReadOnlyList<FieldError> ValidateUpdate(
        V1ServiceAccount obj, V1ServiceAccount old, string subresource)
    {
        var errors = new FieldErrors();
        ObjectMetaValidation.ValidateUpdate(obj.Metadata, old.Metadata, errors);
        errors.AddRange(Validate(obj));
        return errors;
    }

    protected override IReadOnlyList<string> Warnings(V1ServiceAccount obj) => RestrictsSecrets(obj) ? [Restriction] : [];

    protected override IReadOnlyList<string> UpdateWarnings(V1ServiceAccount obj, V1ServiceAccount old) =>
        RestrictsSecrets(old) ? [] : Warnings(obj);

    protected override TableRow Row(V1ServiceAccount obj, DateTime now) =>
        new([obj.Metadata.Name, Age.Since(obj.Metadata.CreationTimestamp, now)]);

    private static bool RestrictsSecrets(V1ServiceAccount account) =>
        account.Metadata.Annotations?.ContainsKey(MountableSecrets) is true;
}
