using System.Text.Json;

namespace OrleansScheduler.Resources.Store;

/// <summary>An owner reference, as far as garbage collection and streams need it.</summary>
public sealed record OwnerHead(
    string ApiVersion, string Kind, string Name, string Uid, bool IsController, bool BlocksOwnerDeletion)
{
    internal static OwnerHead From(JsonElement owner) => new(
        Text(owner, "apiVersion"),
        Text(owner, "kind"),
        Text(owner, "name"),
        Text(owner, "uid"),
        Flag(owner, "controller"),
        Flag(owner, "blockOwnerDeletion"));

    private static string Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static bool Flag(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
