using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.Registry;

/// <summary>The uid a writer insists on, refused in the words of Kubernetes' storage, which users find in the web.</summary>
internal static class StoragePreconditions
{
    public static void CheckUid(ResourceKind kind, ObjectKey key, string? asked, string? actual)
    {
        if (string.IsNullOrEmpty(asked) || asked == actual)
        {
            return;
        }

        var problem = $"Precondition failed: UID in precondition: {asked}, UID in object meta: {actual}";
        throw StatusErrors.Conflict(
            kind,
            key.Name,
            $"StorageError: invalid object, Code: 4, Key: /registry/{kind.RegistryPath}/{key}, ResourceVersion: 0, "
                + $"AdditionalErrorMsg: {problem}");
    }
}
