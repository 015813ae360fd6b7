using System.Globalization;

namespace AiGateway.Client.Auditing.Chain;

/// <summary>Follows one chain from entry to entry. After something that is wrong it goes on, so that each thing is found once.</summary>
internal sealed class ChainCheck(string writer, DateTimeOffset keptSince)
{
    private readonly List<AuditFinding> _findings = [];
    private readonly SortedDictionary<long, AuditCheckpoint> _checkpoints = [];
    private readonly List<(long From, long To, string Location)> _gaps = [];
    private AuditCheckpoint? _final;
    private ChainLine? _latest;
    private string _latestLocation = "";
    private long _first;
    private long _count;
    private long _unreadable;

    public void Add(AuditCheckpoint checkpoint, byte[]? secret)
    {
        if (secret is not null && CheckpointSeal.Compute(secret, checkpoint.Writer, checkpoint.Sequence, checkpoint.Hash, checkpoint.IsFinal) != checkpoint.Seal)
        {
            Report(AuditFindingKind.Unsealed, checkpoint.Sequence, $"checkpoint of writer {writer}", $"The checkpoint at record {checkpoint.Sequence} is not sealed with the key of the chain.");
        }

        _checkpoints[checkpoint.Sequence] = checkpoint;
        _final = checkpoint.IsFinal ? checkpoint : _final;
    }

    public void Add(AuditLine line)
    {
        _count++;
        if (!line.IsWhole)
        {
            Report(AuditFindingKind.CutOff, Expected, line.Location, $"The last entry, number {Expected} if nothing else is missing, is not whole. The writer was killed while it wrote, or the file was cut off.");
            _unreadable++;
        }
        else if (ChainLine.Read(line.Text) is { } entry)
        {
            Check(line, entry);
        }
        else
        {
            Report(AuditFindingKind.Unreadable, Expected, line.Location, $"What stands here, in place of record {Expected}, is no entry.");
            _unreadable++;
        }
    }

    public AuditChain Complete()
    {
        foreach (var (from, to, location) in _gaps)
        {
            Report(AuditFindingKind.Missing, from, location, from == to ? $"Record {from} is missing." : $"Records {from} to {to} are missing.");
        }

        CheckEnd();
        return new AuditChain
        {
            Writer = writer,
            First = _first,
            Last = _latest?.Sequence ?? 0,
            LastTime = _latest?.At,
            LastLocation = _latest is null ? null : _latestLocation,
            Count = _count,
            IsEnded = _final is not null && _final.Sequence == _latest?.Sequence,
            Findings = _findings,
        };
    }

    private long Expected => (_latest?.Sequence ?? 0) + 1 + _unreadable;

    private void Check(AuditLine line, ChainLine entry)
    {
        if (!entry.IsGenuine || entry.Writer != writer)
        {
            Report(AuditFindingKind.Changed, entry.Sequence, line.Location, entry.IsGenuine
                ? $"Record {entry.Sequence} is of writer {entry.Writer} and not of {writer}." : $"Record {entry.Sequence} is not as it was written.");
        }
        else if (line.Mismatch is { } mismatch)
        {
            Report(AuditFindingKind.Changed, entry.Sequence, line.Location, $"Beside record {entry.Sequence} stands something else than in it: {mismatch}.");
        }

        if (_latest is null)
        {
            Begin(line, entry);
        }
        else
        {
            Follow(line, entry);
        }

        if (_checkpoints.TryGetValue(entry.Sequence, out var checkpoint) && checkpoint.Hash != entry.Hash)
        {
            Report(AuditFindingKind.Contradicted, entry.Sequence, line.Location, $"Record {entry.Sequence} is another one than the checkpoint of {Time(checkpoint.Time)} has seen.");
        }
    }

    private void Begin(AuditLine line, ChainLine entry)
    {
        _first = entry.Sequence;
        if (entry.Sequence > 1 + _unreadable && (entry.PreviousAt is not { } previous || previous >= keptSince))
        {
            _gaps.Add((1, entry.Sequence - 1, line.Location));
        }
        else if (entry.Sequence == 1 && entry.Previous != ChainWriter.Root)
        {
            Report(AuditFindingKind.Unchained, 1, line.Location, "The first record refers to one before it.");
        }

        Take(line, entry);
    }

    private void Follow(AuditLine line, ChainLine entry)
    {
        if (entry.Sequence > _latest!.Sequence)
        {
            if (entry.Sequence > Expected)
            {
                _gaps.Add((Expected, entry.Sequence - 1, line.Location));
            }
            else if (entry.Sequence == _latest.Sequence + 1 && entry.Previous != _latest.Hash)
            {
                Report(AuditFindingKind.Unchained, entry.Sequence, line.Location, $"Record {entry.Sequence} does not follow from what stands before it: record {_latest.Sequence} was written anew.");
            }

            Take(line, entry);
        }
        else
        {
            Report(AuditFindingKind.Reordered, entry.Sequence, line.Location, Fill(entry.Sequence)
                ? $"Record {entry.Sequence} stands after record {_latest.Sequence}." : $"Record {entry.Sequence} stands here a second time.");
        }
    }

    private void Take(AuditLine line, ChainLine entry) => (_latest, _latestLocation, _unreadable) = (entry, line.Location, 0);

    /// <summary>Takes a number out of the gaps.</summary>
    private bool Fill(long sequence)
    {
        var index = _gaps.FindIndex(gap => gap.From <= sequence && sequence <= gap.To);
        if (index < 0)
        {
            return false;
        }

        var (from, to, location) = _gaps[index];
        _gaps.RemoveAt(index);
        if (sequence < to)
        {
            _gaps.Insert(index, (sequence + 1, to, location));
        }

        if (from < sequence)
        {
            _gaps.Insert(index, (from, sequence - 1, location));
        }

        return true;
    }

    private void CheckEnd()
    {
        var last = _latest?.Sequence ?? 0;
        if (_checkpoints.Count == 0 || _checkpoints.Last().Value is not { } furthest || furthest.Sequence <= last || (_latest is null && furthest.Time < keptSince))
        {
            return;
        }

        Report(AuditFindingKind.Truncated, last + 1, _latest is null ? $"writer {writer}" : $"after {_latestLocation}",
            $"The chain ends at record {last}, but the checkpoint of {Time(furthest.Time)} has seen record {furthest.Sequence}.");
    }

    private void Report(AuditFindingKind kind, long sequence, string location, string message) => _findings.Add(new AuditFinding(kind, sequence, location, message));

    private static string Time(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
