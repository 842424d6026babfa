using Parlance.Domain;

namespace Parlance.Log;

/// <summary>How long and how much of what was said is kept; may be another with every call.</summary>
/// <param name="From">The text of what was said before is to go.</param>
/// <param name="MessagesMax">Messages kept in one room or conversation; 0: no limit.</param>
/// <param name="ErasesRedacted">Whether the text of a message that was taken back goes too.</param>
public readonly record struct ArchiveKeeping(Instant From, int MessagesMax = 0, bool ErasesRedacted = false);
