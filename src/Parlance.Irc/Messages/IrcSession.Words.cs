using Parlance.Engine.Words;
using Parlance.Irc.Messages;

namespace Parlance.Irc;

/// <summary>What a client is in the middle of saying.</summary>
public sealed partial class IrcSession
{
    /// <summary>The multiline message that it is sending; null: none.</summary>
    internal OpenBatch? OpenBatch { get; set; }

    /// <summary>The reference of a batch that was refused: what still comes for it is passed over.</summary>
    internal string? VoidBatch { get; set; }

    /// <summary>Whom the user wants to hear; null: nothing was said of it.</summary>
    public Privacy? Privacy => Node.Privacies.Of(User!);

    /// <summary>The same, made when it is first needed.</summary>
    public Privacy OwnPrivacy => Node.Privacies.Own(User!);

    /// <summary>A timer looks after <see cref="OpenBatch"/>.</summary>
    internal bool IsBatchTimed { get; set; }

    /// <summary>The command at hand is answered later; its label, if it has one, is for that answer.</summary>
    internal string? PutLabel() => _labels?.Put();

    /// <summary>What is said from here on answers the command that had this label.</summary>
    internal void TakeUpLabel(string? label)
    {
        if (label is not null) OwnLabels.Begin(label);
    }

    /// <summary>Made by the first label: most clients never send one.</summary>
    private Labels OwnLabels => _labels ??= new(this);

    internal void EndLabel() => _labels?.End();
}
