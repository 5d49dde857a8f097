using OrleansScheduler.Resources;

namespace OrleansScheduler.ControlPlane.Events;

/// <summary>One write of an Event.</summary>
/// <param name="Note">What it says.</param>
/// <param name="Identity">What a repeat has in common with it.</param>
/// <param name="Known">The Event that counts this as a repeat, null for a new one.</param>
internal sealed record EventWrite(EventNote Note, (EventSimilarity Similarity, string Text) Identity, ObjectKey? Known);
