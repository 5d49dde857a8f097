using System.Text.Json;

namespace OrleansScheduler.Resources.ManagedFields;

/// <summary>What comes of an apply: the new object, or the conflicts that forbid it.</summary>
internal sealed record AppliedState(JsonElement Object, IReadOnlyList<Owner> Owners, IReadOnlyList<Conflict> Conflicts);
